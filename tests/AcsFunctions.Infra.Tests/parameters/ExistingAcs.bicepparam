using '../../../infra/main.bicep'

param environmentName = 'existing'
param location = 'westeurope'
param acsResourceId = '/subscriptions/33333333-3333-3333-3333-333333333333/resourceGroups/rg-communication/providers/Microsoft.Communication/communicationServices/contoso'
param protectIdentityStore = false
param acsRoleDefinitionId = '44444444-4444-4444-4444-444444444444'
param privateNetwork = true
param appSubnetId = '/subscriptions/33333333-3333-3333-3333-333333333333/resourceGroups/rg-network/providers/Microsoft.Network/virtualNetworks/hub/subnets/functions'
param endpointSubnetId = '/subscriptions/33333333-3333-3333-3333-333333333333/resourceGroups/rg-network/providers/Microsoft.Network/virtualNetworks/hub/subnets/endpoints'
param useAzureMonitor = false
param settings = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector.example:4317' }
