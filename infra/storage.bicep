// Two accounts: the host's, which a deployment can rebuild, and the identity map, which nothing can.
// No shared keys anywhere: a key would be a way around every role below.

param location string
param tags object
param hostAccountName string
param mapAccountName string

@description('Storage Blob Data Owner on the host account and Storage Table Data Contributor on the table go to it.')
param principalId string

param mapSku string
param tableName string
param deploymentContainerName string
param protectMap bool
param publicNetworkAccess 'Enabled' | 'Disabled'

var roles = {
  // The host keeps function keys, locks and timer state in containers that it creates itself, hence Owner and the whole account.
  storageBlobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  // Rows, not tables: enough to read and write the map; granted on the one table.
  storageTableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
}

var accountProperties = {
  accessTier: 'Hot'
  allowBlobPublicAccess: false
  allowSharedKeyAccess: false
  allowCrossTenantReplication: false
  defaultToOAuthAuthentication: true
  minimumTlsVersion: 'TLS1_2'
  supportsHttpsTrafficOnly: true
  publicNetworkAccess: publicNetworkAccess
  networkAcls: {
    bypass: 'None'
    defaultAction: publicNetworkAccess == 'Enabled' ? 'Allow' : 'Deny'
  }
}

resource host 'Microsoft.Storage/storageAccounts@2025-08-01' = {
  name: hostAccountName
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: accountProperties

  resource blobs 'blobServices' = {
    name: 'default'

    resource packages 'containers' = {
      name: deploymentContainerName
      properties: { publicAccess: 'None' }
    }
  }
}

resource map 'Microsoft.Storage/storageAccounts@2025-08-01' = {
  name: mapAccountName
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: mapSku }
  properties: accountProperties

  resource tables 'tableServices' = {
    name: 'default'

    resource identities 'tables' = {
      name: tableName
    }
  }
}

// ACS cannot list identities: whoever deletes this account leaves identities behind that nobody can ever find again.
resource mapLock 'Microsoft.Authorization/locks@2020-05-01' = if (protectMap) {
  name: 'identity-map'
  scope: map
  properties: {
    level: 'CanNotDelete'
    notes: 'The only record of which ACS identity is whose. Wind down as docs/operations.md says before removing this lock.'
  }
}

resource hostOwner 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(host.id, principalId, roles.storageBlobDataOwner)
  scope: host
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataOwner)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

resource mapContributor 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(map::tables::identities.id, principalId, roles.storageTableDataContributor)
  scope: map::tables::identities
  properties: {
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.storageTableDataContributor
    )
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

output hostAccountId string = host.id
output mapAccountId string = map.id
output blobServiceUri string = host.properties.primaryEndpoints.blob
output tableServiceUri string = map.properties.primaryEndpoints.table
output packagesUri string = '${host.properties.primaryEndpoints.blob}${deploymentContainerName}'
