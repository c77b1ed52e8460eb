using '../../../infra/main.bicep'

param environmentName = 'defaults'
param location = 'westeurope'
