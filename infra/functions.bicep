// The function app on Flex Consumption.
// Not set on purpose, because ARM rejects it on this plan although Bicep does not warn: ftpsState, use32BitWorkerProcess,
// netFrameworkVersion, linuxFxVersion, preWarmedInstanceCount, functionsRuntimeScaleMonitoringEnabled, alwaysOn, and the settings
// FUNCTIONS_WORKER_RUNTIME, FUNCTIONS_EXTENSION_VERSION, WEBSITE_RUN_FROM_PACKAGE and WEBSITE_CONTENT*.

param location string
param tags object
param planName string
param siteName string
param identityId string
param packagesUri string
param instanceMemoryMB int
param maximumInstanceCount int
param httpConcurrency int
param alwaysReady array
param allowedOrigins string[]
param appSubnetId string

@description('Replaces instances in batches on a deployment, so that requests under way end by themselves, instead of ending them all at once.')
param rollingUpdates bool

@description('Every app setting; none of them is a secret.')
param appSettings object

@description('Client id of the API\'s Entra registration; empty switches App Service Authentication off.')
param platformAuthenticationClientId string
param platformAuthenticationTenantId string

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource site 'Microsoft.Web/sites@2025-03-01' = {
  name: siteName
  location: location
  // azd finds the app of the service `api` by this tag.
  tags: union(tags, { 'azd-service-name': 'api' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    virtualNetworkSubnetId: empty(appSubnetId) ? null : appSubnetId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packagesUri
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReady
        triggers: { http: { perInstanceConcurrency: httpConcurrency } }
      }
      // ARM takes it, and Bicep's types do not know it yet.
      #disable-next-line BCP037
      siteUpdateStrategy: { type: rollingUpdates ? 'RollingUpdate' : 'Recreate' }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      // Empty means that no browser on another origin gets in, the Azure portal's test page included.
      cors: { allowedOrigins: allowedOrigins }
    }
  }

  // One after the other: each of the following restarts the site, and ARM answers 409 to writes that meet.
  resource settings 'config' = {
    name: 'appsettings'
    properties: appSettings
  }

  // The platform lets requests without a token through, or callers with only a function key would be stopped; our code fails closed.
  // WEBSITE_AUTH_ENABLED is the platform's to set: as an app setting it would override the truth.
  // Written when it is off, too: what a deployment leaves out stays as it was.
  resource authentication 'config' = {
    name: 'authsettingsV2'
    dependsOn: [settings]
    properties: empty(platformAuthenticationClientId)
      ? { platform: { enabled: false } }
      : {
          platform: { enabled: true, runtimeVersion: '~1' }
          globalValidation: {
            requireAuthentication: false
            unauthenticatedClientAction: 'AllowAnonymous'
          }
          httpSettings: { requireHttps: true }
          login: { tokenStore: { enabled: false } }
          identityProviders: {
            azureActiveDirectory: {
              enabled: true
              registration: {
                clientId: platformAuthenticationClientId
                openIdIssuer: '${environment().authentication.loginEndpoint}${platformAuthenticationTenantId}/v2.0'
              }
              validation: {
                allowedAudiences: [
                  platformAuthenticationClientId
                  'api://${platformAuthenticationClientId}'
                ]
              }
            }
          }
        }
  }

  // Deployment is by Entra identity; publishing passwords would be a second way in. (ftpsState cannot say so on this plan.)
  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    dependsOn: [settings, authentication]
    properties: { allow: false }
  }

  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    dependsOn: [scm]
    properties: { allow: false }
  }
}

output name string = site.name
output hostName string = site.properties.defaultHostName
