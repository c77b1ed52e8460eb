// A new ACS resource that answers to Entra tokens only.

param tags object
param name string
param dataLocation string

// disableLocalAuth exists from api-version 2025-05-01 on; an older one would ignore it.
resource acs 'Microsoft.Communication/communicationServices@2025-09-01' = {
  name: name
  location: 'global'
  tags: tags
  properties: {
    dataLocation: dataLocation
    disableLocalAuth: true
  }
}

output name string = acs.name
