using 'main.bicep'
import { issuerOf, orElse, words } from 'settings.bicep'

// Set each with `azd env set NAME value`; one that is set to nothing counts as not set. Anything else is a line in this file: main.bicep
// says what there is. .github/workflows/deploy.yml passes the same names.
param environmentName = orElse(readEnvironmentVariable('AZURE_ENV_NAME', ''), 'acs-functions')
param location = orElse(readEnvironmentVariable('AZURE_LOCATION', ''), 'westeurope')

// Whose access tokens are accepted. Entra: https://login…/<tenant>/v2.0 and the client id of this API's registration.
// Alias and claims make every user's id: never change them once there are users.
param issuers = issuerOf(
  readEnvironmentVariable('API_AUTHORITY', ''),
  readEnvironmentVariable('API_AUDIENCE', ''),
  readEnvironmentVariable('API_ISSUER_ALIAS', ''),
  readEnvironmentVariable('API_USER_ID_CLAIMS', ''),
  readEnvironmentVariable('API_SCOPE', ''),
  readEnvironmentVariable('API_ADMIN_ROLE', ''),
  readEnvironmentVariable('API_TENANTS', ''),
  // Only once tokens carry auth_time: docs/operations.md.
  readEnvironmentVariable('API_REQUIRE_AUTH_TIME', '')
)

// Separated by spaces.
param allowedOrigins = words(readEnvironmentVariable('ALLOWED_ORIGINS', ''))

param acsResourceId = readEnvironmentVariable('ACS_RESOURCE_ID', '')
param acsDataLocation = orElse(readEnvironmentVariable('ACS_DATA_LOCATION', ''), 'Europe')
param identityStoreSku = any(orElse(readEnvironmentVariable('IDENTITY_STORE_SKU', ''), 'Standard_ZRS'))
param alertEmail = readEnvironmentVariable('ALERT_EMAIL', '')
