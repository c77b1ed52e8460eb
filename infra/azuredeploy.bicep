// What the "Deploy to Azure" button deploys: main.bicep with the app itself, in the words of the portal's form (azuredeploy.form.json).
// azuredeploy.json is this file compiled; a test holds it current.
targetScope = 'subscription'

import { issuerOf, words } from 'settings.bicep'

@minLength(1)
@maxLength(64)
@description('Name of the deployment; the resource group is rg-<name>.')
param environmentName string

@description('A region that offers Flex Consumption.')
param location string = deployment().location

@description('Issuer of your users\' access tokens. Entra: https://login.microsoftonline.com/<tenant id>/v2.0. Empty: only function keys work.')
param authority string = ''

@description('What access tokens must name as their audience. Entra: the client id of this API\'s registration.')
param audience string = ''

@description('What begins every user id. Never change it.')
param issuerAlias string = 'entra'

@description('The claims that make the user id, separated by spaces. Never change them. Entra: tid oid; others mostly: sub.')
param userIdClaims string = 'tid oid'

@description('The scope that a user\'s access token must carry.')
param requiredScope string = 'access_as_user'

@description('The role that lets a back-end\'s token act for any user. Empty: none does.')
param adminRole string = ''

@description('Entra for several tenants: the tenants that are let in, as lower-case GUIDs separated by spaces.')
param tenants string = ''

@description('Whether users\' access tokens must say when the user signed in (auth_time). Only once they do: docs/operations.md.')
param requireAuthTime bool = false

@description('Origins whose pages may call the API, separated by spaces, such as https://app.example.com.')
param allowedOrigins string = ''

@description('Id of an existing ACS resource. Empty: a new one.')
param acsResourceId string = ''

@description('Where a new ACS resource keeps its data. It cannot be changed.')
param acsDataLocation string = 'Europe'

@description('Redundancy of the identity map. Kinds with ZRS need a region with availability zones.')
param identityStoreSku (
  | 'Standard_LRS'
  | 'Standard_ZRS'
  | 'Standard_GRS'
  | 'Standard_RAGRS'
  | 'Standard_GZRS'
  | 'Standard_RAGZRS') = 'Standard_ZRS'

@description('Puts locks against deletion on the identity map and on a new ACS resource.')
param protectIdentityStore bool = true

@description('Reaches storage by private endpoints only. The subscription must have registered Microsoft.App.')
param privateNetwork bool = false

@description('Who gets the alerts. Empty: nobody.')
param alertEmail string = ''

@description('Address of acs-functions.zip. release: that of the release that this template is from. Empty: deploys no app.')
param packageUri string = 'release'

// https://raw.githubusercontent.com/<3>/<4>/<5>/infra/azuredeploy.json: the release of the same tag carries the package.
var source = split(deployment().properties.?templateLink.?uri ?? '', '/')
var package = packageUri != 'release'
  ? packageUri
  : length(source) > 5 && source[2] == 'raw.githubusercontent.com'
      ? 'https://github.com/${source[3]}/${source[4]}/releases/download/${source[5]}/acs-functions.zip'
      : fail('This template was not read from a tag on GitHub, so the address of its package is not known: set packageUri.')

// Without a name, so that its name follows this deployment's: one of the subscription's is bound to the location where it first was.
module main 'main.bicep' = {
  params: {
    environmentName: environmentName
    location: location
    issuers: issuerOf(authority, audience, issuerAlias, userIdClaims, requiredScope, adminRole, tenants, requireAuthTime ? 'true' : '')
    allowedOrigins: words(allowedOrigins)
    acsResourceId: acsResourceId
    acsDataLocation: acsDataLocation
    identityStoreSku: identityStoreSku
    protectIdentityStore: protectIdentityStore
    privateNetwork: privateNetwork
    alertEmail: alertEmail
  }
}

module app 'package.bicep' = if (!empty(packageUri)) {
  name: 'app-package'
  scope: resourceGroup('rg-${environmentName}')
  params: {
    siteName: main.outputs.AZURE_FUNCTION_NAME
    packageUri: package
  }
}

output API_BASE_URL string = main.outputs.API_BASE_URL
output AZURE_RESOURCE_GROUP string = main.outputs.AZURE_RESOURCE_GROUP
output ACS_ENDPOINT string = main.outputs.ACS_ENDPOINT
