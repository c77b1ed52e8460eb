// A new ACS resource that answers to Entra tokens only.

param tags object
param name string
param dataLocation string
param protect bool

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

// Whoever deletes the resource deletes every identity, and the chats of its users.
resource acsLock 'Microsoft.Authorization/locks@2020-05-01' = if (protect) {
  name: 'identities'
  scope: acs
  properties: {
    level: 'CanNotDelete'
    notes: 'Holds every ACS identity of the map. Wind down as docs/operations.md says before removing this lock.'
  }
}

output name string = acs.name
