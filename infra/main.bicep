// AcsFunctions in one resource group, without a key or password anywhere.
targetScope = 'subscription'

import { AppSettings, Issuers, issuerSettings } from 'settings.bicep'

@minLength(1)
@maxLength(64)
@description('Name of the azd environment; the resource group is rg-<name>.')
param environmentName string

@minLength(1)
@description('A region that offers Flex Consumption.')
@metadata({ azd: { type: 'location' } })
param location string

@description('Whose access tokens are accepted. Without any, routes for users and admins answer 503 and only function keys work.')
param issuers Issuers = {}

@description('Settings of the app that differ from the defaults of its code.')
param settings AppSettings = {}

@description('When the clean-up runs: NCRONTAB with six fields, in UTC. The platform wakes the app only for six fields, although the app takes five.')
param cleanUpSchedule string = '0 17 * * * *'

@description('Keeps one instance up for the clean-up: for when the platform does not wake the app for it (docs/operations.md).')
param cleanUpAlwaysReady bool = false

@description('Origins whose pages may call the API, such as https://app.example.com. None by default.')
param allowedOrigins string[] = []

@description('Id of an existing ACS resource, in any resource group of this tenant; empty creates one. Switch off its local authentication yourself.')
param acsResourceId string = ''

@minLength(36)
@maxLength(36)
@description('Id of the role that the app gets on the ACS resource. Communication and Email Service Owner by default: no narrower built-in role is known to carry the identity operations, and it can list the resource\'s keys and switch keys on again. A role of your own goes here. On a running deployment, the former one stays until you delete its assignment (docs/operations.md).')
param acsRoleDefinitionId string = '09976791-48a7-449e-bb21-39d1a415f350'

@description('Where a new ACS resource keeps its data at rest. It cannot be changed afterwards.')
param acsDataLocation string = 'Europe'

@description('Redundancy of the identity map. Kinds with ZRS need a region with availability zones; elsewhere Standard_GRS, or Standard_LRS.')
param identityStoreSku (
  | 'Standard_LRS'
  | 'Standard_ZRS'
  | 'Standard_GRS'
  | 'Standard_RAGRS'
  | 'Standard_GZRS'
  | 'Standard_RAGZRS') = 'Standard_ZRS'

@description('Puts a lock against deletion on the identity map, and on a new ACS resource. azd down fails while they are there.')
param protectIdentityStore bool = true

@description('Reaches storage by private endpoints only. Whoever reads or backs up the map then needs a way into the network, too. The subscription must have registered Microsoft.App.')
param privateNetwork bool = false

@description('Id of an existing subnet for the app, delegated to Microsoft.App/environments, in the app\'s region and used by nobody else. Empty: a new one with privateNetwork, else none.')
param appSubnetId string = ''

@description('Id of an existing subnet for the private endpoints of storage; needed where privateNetwork and appSubnetId are both set. That network then also has to resolve privatelink.blob and privatelink.table names.')
param endpointSubnetId string = ''

@description('Replaces instances in batches on a deployment, so that requests under way end by themselves. A preview of the platform: see docs/operations.md.')
param rollingUpdates bool = false

@description('Client id of the API\'s Entra registration, to put App Service Authentication in front of the app. Empty switches it off: the app checks tokens itself.')
param platformAuthenticationClientId string = ''

@description('Tenant of that registration.')
param platformAuthenticationTenantId string = tenant().tenantId

@description('Memory of an instance. 512 is documented, and reported to be refused.')
param instanceMemoryMB (512 | 2048 | 4096) = 2048

@minValue(1)
@maxValue(1000)
@description('Upper bound of instances in one group: HTTP functions together are one, each timer is another. No bound of cost.')
param maximumInstanceCount int = 40

@minValue(1)
@maxValue(1000)
@description('Requests that one instance answers at once.')
param httpConcurrency int = 16

@minValue(0)
@maxValue(1000)
@description('Instances that are kept up for requests. One removes cold starts, and is billed around the clock.')
param alwaysReadyInstances int = 0

@description('Whether telemetry goes to Azure Monitor. Without it there are no alerts and no workbook, and OTEL_EXPORTER_OTLP_ENDPOINT of settings says where telemetry goes. On a running deployment, what is there stays until you delete it (docs/operations.md).')
param useAzureMonitor bool = true

@minValue(30)
@maxValue(730)
@description('How long logs are kept, in days.')
param logRetentionInDays int = 30

@description('Who gets the alerts. Empty creates the alerts and tells nobody.')
param alertEmail string = ''

@description('A clean-up that has not ended for this long is an alert. Must be longer than the interval of cleanUpSchedule.')
param cleanUpSilence ('PT1H' | 'PT2H' | 'PT3H' | 'PT4H' | 'PT5H' | 'PT6H' | 'P1D' | 'P2D') = 'PT6H'

var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }
// The name that the app's own default has.
var tableName = 'AcsIdentities'
var newAcsName = 'acs-${token}'
var acsParts = split(acsResourceId, '/')
var isAcsNew = empty(acsResourceId)

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'identity.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    name: 'id-${token}'
  }
}

module storage 'storage.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    hostAccountName: 'sthost${token}'
    mapAccountName: 'stmap${token}'
    principalId: identity.outputs.principalId
    mapSku: identityStoreSku
    tableName: tableName
    deploymentContainerName: 'app-package'
    protectMap: protectIdentityStore
    publicNetworkAccess: privateNetwork ? 'Disabled' : 'Enabled'
  }
}

module network 'network.bicep' = if (privateNetwork) {
  scope: group
  params: {
    location: location
    tags: tags
    name: 'vnet-${token}'
    hostAccountId: storage.outputs.hostAccountId
    mapAccountId: storage.outputs.mapAccountId
    existingEndpointSubnetId: empty(appSubnetId) == empty(endpointSubnetId)
      ? endpointSubnetId
      : fail('With privateNetwork, set both appSubnetId and endpointSubnetId for a network that exists, or neither for a new one.')
  }
}

module communication 'communication.bicep' = if (isAcsNew) {
  scope: group
  params: {
    tags: tags
    name: newAcsName
    dataLocation: acsDataLocation
    protect: protectIdentityStore
  }
}

module communicationAccess 'communicationAccess.bicep' = {
  // /subscriptions/<2>/resourceGroups/<4>/providers/Microsoft.Communication/communicationServices/<8>
  scope: resourceGroup(isAcsNew ? subscription().subscriptionId : acsParts[2], isAcsNew ? group.name : acsParts[4])
  params: {
    name: isAcsNew ? newAcsName : acsParts[8]
    roleDefinitionId: acsRoleDefinitionId
    principalId: identity.outputs.principalId
  }
  dependsOn: [communication]
}

module monitoring 'monitoring.bicep' = if (useAzureMonitor) {
  scope: group
  params: {
    location: location
    tags: tags
    workspaceName: 'log-${token}'
    componentName: 'appi-${token}'
    retentionInDays: logRetentionInDays
    principalId: identity.outputs.principalId
  }
}

module app 'functions.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    planName: 'plan-${token}'
    siteName: 'func-${token}'
    identityId: identity.outputs.id
    packagesUri: storage.outputs.packagesUri
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    httpConcurrency: httpConcurrency
    alwaysReady: concat(
      alwaysReadyInstances == 0 ? [] : [{ name: 'http', instanceCount: alwaysReadyInstances }],
      cleanUpAlwaysReady ? [{ name: 'function:CleanUp', instanceCount: 1 }] : []
    )
    allowedOrigins: allowedOrigins
    appSubnetId: privateNetwork && empty(appSubnetId) ? network!.outputs.newAppSubnetId : appSubnetId
    rollingUpdates: rollingUpdates
    platformAuthenticationClientId: platformAuthenticationClientId
    platformAuthenticationTenantId: platformAuthenticationTenantId
    appSettings: union(settings, issuerSettings(issuers), {
      // The host's own storage. Blobs alone: keys, locks and timer state; a queue or table address would ask for more roles.
      AzureWebJobsStorage__blobServiceUri: storage.outputs.blobServiceUri
      AzureWebJobsStorage__credential: 'managedidentity'
      AzureWebJobsStorage__clientId: identity.outputs.clientId
      // Tells the app's own credential which identity it is.
      AZURE_CLIENT_ID: identity.outputs.clientId
      Acs__Endpoint: communicationAccess.outputs.endpoint
      IdentityStore__TableServiceUri: storage.outputs.tableServiceUri
      IdentityStore__TableName: tableName
      CleanUpSchedule: length(split(cleanUpSchedule, ' ')) == 6
        ? cleanUpSchedule
        : fail('cleanUpSchedule must have six fields separated by single spaces, such as 0 17 * * * *.')
    }, useAzureMonitor ? {
      // An address, not a secret: the component takes telemetry only from identities with the role.
      APPLICATIONINSIGHTS_CONNECTION_STRING: monitoring!.outputs.connectionString
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.outputs.clientId};Authorization=AAD'
    } : {})
  }
}

module alerts 'alerts.bicep' = if (useAzureMonitor) {
  scope: group
  params: {
    location: location
    tags: tags
    workspaceId: monitoring!.outputs.workspaceId
    email: alertEmail
    cleanUpSilence: cleanUpSilence
  }
}

module workbook 'workbook.bicep' = if (useAzureMonitor) {
  scope: group
  params: {
    location: location
    tags: tags
    workspaceId: monitoring!.outputs.workspaceId
  }
}

output AZURE_LOCATION string = location
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_FUNCTION_NAME string = app.outputs.name
output API_BASE_URL string = 'https://${app.outputs.hostName}/api'
output ACS_ENDPOINT string = communicationAccess.outputs.endpoint
output IDENTITY_TABLE_URI string = storage.outputs.tableServiceUri
