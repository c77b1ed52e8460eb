using 'main.bicep'

// Set each with `azd env set NAME value`. Anything else is a line in this file: main.bicep says what there is.
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'acs-functions')
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')

// Whose access tokens are accepted. Entra: https://login…/<tenant>/v2.0 and the client id of this API's registration.
var authority = readEnvironmentVariable('API_AUTHORITY', '')
var adminRole = readEnvironmentVariable('API_ADMIN_ROLE', '')
param issuers = empty(authority)
  ? {}
  : {
      // The alias begins every user id: never change it once there are users.
      '${readEnvironmentVariable('API_ISSUER_ALIAS', 'entra')}': union(
        {
          Authority: authority
          Audience: readEnvironmentVariable('API_AUDIENCE', '')
          UserIdClaims: readEnvironmentVariable('API_USER_ID_CLAIMS', 'tid oid')
          RequiredScope: readEnvironmentVariable('API_SCOPE', 'access_as_user')
        },
        empty(adminRole) ? {} : { AdminRole: adminRole }
      )
    }

// Separated by spaces.
var origins = readEnvironmentVariable('ALLOWED_ORIGINS', '')
param allowedOrigins = empty(origins) ? [] : split(origins, ' ')

param acsResourceId = readEnvironmentVariable('ACS_RESOURCE_ID', '')
param acsDataLocation = readEnvironmentVariable('ACS_DATA_LOCATION', 'Europe')
param alertEmail = readEnvironmentVariable('ALERT_EMAIL', '')
