// Lets the app issue tokens on an ACS resource, in whichever resource group that is.

param name string
param principalId string

// No narrower built-in role is known to carry the identity operations. This one can also list the resource's keys, which is why
// local authentication is off on a resource that the template creates: a listed key opens nothing.
var communicationAndEmailServiceOwner = '09976791-48a7-449e-bb21-39d1a415f350'

resource acs 'Microsoft.Communication/communicationServices@2025-09-01' existing = {
  name: name
}

resource owner 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(acs.id, principalId, communicationAndEmailServiceOwner)
  scope: acs
  properties: {
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      communicationAndEmailServiceOwner
    )
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

output endpoint string = 'https://${acs.properties.hostName}'
