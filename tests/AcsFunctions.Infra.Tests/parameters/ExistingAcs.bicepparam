using '../../../infra/main.bicep'

param environmentName = 'existing'
param location = 'westeurope'
param acsResourceId = '/subscriptions/33333333-3333-3333-3333-333333333333/resourceGroups/rg-communication/providers/Microsoft.Communication/communicationServices/contoso'
param protectIdentityStore = false
