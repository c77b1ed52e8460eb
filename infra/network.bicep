// A virtual network in which the app reaches its storage by private endpoints. ACS, Entra and telemetry stay on their public addresses.
// In subnets that exist, only the endpoints are made: names and routes are that network's own business.

param location string
param tags object
param name string
param hostAccountId string
param mapAccountId string

@description('Subnet for the private endpoints in a network that exists; empty makes a network.')
param existingEndpointSubnetId string

var isNetworkNew = empty(existingEndpointSubnetId)
var endpoints = [
  { service: 'blob', accountId: hostAccountId }
  { service: 'table', accountId: mapAccountId }
]

resource network 'Microsoft.Network/virtualNetworks@2024-07-01' = if (isNetworkNew) {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: ['10.20.0.0/16'] }
    subnets: [
      {
        name: 'app'
        properties: {
          // One address per instance; Flex Consumption runs in a subnet delegated to Microsoft.App, not to Microsoft.Web.
          addressPrefix: '10.20.0.0/24'
          // ACS, Entra and telemetry are reached by public addresses. From API version 2025-07-01 on, false is what leaving it out means.
          defaultOutboundAccess: true
          delegations: [
            {
              name: 'flex'
              properties: { serviceName: 'Microsoft.App/environments' }
            }
          ]
        }
      }
      {
        name: 'endpoints'
        properties: {
          addressPrefix: '10.20.1.0/27'
          defaultOutboundAccess: false
          privateEndpointNetworkPolicies: 'Disabled'
        }
      }
    ]
  }

  resource app 'subnets' existing = { name: 'app' }
  resource endpointSubnet 'subnets' existing = { name: 'endpoints' }
}

resource zones 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for endpoint in endpoints: if (isNetworkNew) {
    name: 'privatelink.${endpoint.service}.${environment().suffixes.storage}'
    location: 'global'
    tags: tags
  }
]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for (endpoint, index) in endpoints: if (isNetworkNew) {
    parent: zones[index]
    name: name
    location: 'global'
    tags: tags
    properties: {
      registrationEnabled: false
      virtualNetwork: { id: network.id }
    }
  }
]

resource privateEndpoints 'Microsoft.Network/privateEndpoints@2024-07-01' = [
  for (endpoint, index) in endpoints: {
    name: '${name}-${endpoint.service}'
    location: location
    tags: tags
    properties: {
      subnet: { id: isNetworkNew ? network::endpointSubnet.id : existingEndpointSubnetId }
      privateLinkServiceConnections: [
        {
          name: endpoint.service
          properties: {
            privateLinkServiceId: endpoint.accountId
            groupIds: [endpoint.service]
          }
        }
      ]
    }
  }
]

resource zoneGroups 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-07-01' = [
  for (endpoint, index) in endpoints: if (isNetworkNew) {
    parent: privateEndpoints[index]
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        {
          name: endpoint.service
          properties: { privateDnsZoneId: zones[index].id }
        }
      ]
    }
  }
]

output newAppSubnetId string = isNetworkNew ? network::app.id : ''
