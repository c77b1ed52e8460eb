// Lets the app issue tokens on an ACS resource, in whichever resource group that is.

param name string
param principalId string

@description('Id (a GUID) of the role definition that the app gets on the resource.')
param roleDefinitionId string

resource acs 'Microsoft.Communication/communicationServices@2025-09-01' existing = {
  name: name
}

resource owner 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(acs.id, principalId, roleDefinitionId)
  scope: acs
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleDefinitionId)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

output endpoint string = 'https://${acs.properties.hostName}'
