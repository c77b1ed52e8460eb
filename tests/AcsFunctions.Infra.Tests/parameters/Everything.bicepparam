using '../../../infra/main.bicep'

param environmentName = 'everything'
param location = 'westeurope'
param issuers = {
  entra: {
    Authority: 'https://login.example.com/tenant/v2.0'
    Audience: '11111111-1111-1111-1111-111111111111'
    UserIdClaims: 'tid oid'
    RequiredScope: 'access_as_user'
    AdminRole: 'Acs.Admin'
    Tenants: '33333333-3333-3333-3333-333333333333'
    RequireAuthTime: 'true'
  }
  shop: {
    Authority: 'https://id.example.com'
    Audience: 'acs-functions'
    UserIdClaims: 'sub'
    RequiredScope: 'acs'
  }
  pool: {
    Authority: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_EXAMPLE'
    ClientIds: '1example23456789'
    UserIdClaims: 'sub'
    RequiredScope: 'calls/access_as_user'
  }
  fire_base: {
    Authority: 'https://securetoken.google.com/calls-example'
    Audience: 'calls-example'
    UserIdClaims: 'sub'
    AcceptIdTokens: 'true'
    AllowAnonymousSignIns: 'true'
  }
}
param settings = {
  Acs__AttemptTimeout: '00:00:09'
  Acs__Retries: '1'
  Acs__LongestThrottleWait: '00:00:02'
  Acs__Deadline: '00:00:12'
  Acs__LongestQueueTime: '00:00:01'
  Acs__MaxConcurrentCalls: '50'
  Acs__Quota__Window: '00:00:30'
  Acs__Quota__Tokens: '500'
  Acs__Quota__CreationsWithToken: '500'
  Acs__Quota__Creations: '500'
  Acs__Quota__Revocations: '250'
  Acs__Quota__Deletions: '250'
  Acs__Quota__TeamsExchanges: '250'
  Authentication__ClockSkew: '00:00:20'
  Authentication__Header: 'X-App-Authorization'
  Authentication__OtherAliases: 'crm'
  Authentication__DescribeRefusals: 'true'
  CleanUp__StaleAfter: '30.00:00:00'
  CleanUp__DryRun: 'true'
  CleanUp__CallsPerSecond: '4'
  CleanUp__Concurrency: '4'
  CleanUp__MaxRowsPerRun: '5000'
  CleanUp__Deadline: '00:04:00'
  Identities__RememberedIdentities: '20000'
  Identities__TouchInterval: '12:00:00'
  Identities__WhenMissingAtAcs: 'Recreate'
  Identities__MaxCredentialAge: '12:00:00'
  Identities__MaxSessionAge: '60.00:00:00'
  Identities__RevocationTolerance: '00:00:10'
  Authentication__AppService__Enabled: 'true'
  Authentication__AppService__Alias: 'easyauth'
  Authentication__AppService__Provider: 'aad'
  Authentication__AppService__UserIdClaims: 'tid oid'
  Authentication__AppService__RequiredScope: 'access_as_user'
  Authentication__AppService__AdminRole: 'Acs.Admin'
  Compatibility__Enabled: 'true'
  Guests__AllowedScopes: 'chat.join voip.join'
  Guests__MaxExpiresInMinutes: '120'
  Guests__DeleteAfterMinutes: '60'
  Guests__MaxDeleteAfterMinutes: '2880'
  RateLimits__TokensPerMinute: '30'
  RateLimits__TokenBurst: '10'
  IdentityStore__StoreUserId: 'false'
  IdentityStore__AttemptTimeout: '00:00:04'
  IdentityStore__Retries: '3'
  Teams__ClientId: '22222222-2222-2222-2222-222222222222'
  Tokens__AllowedScopes: 'chat voip'
  Tokens__ExpiresInMinutes: '120'
  Tokens__MaxExpiresInMinutes: '720'
  Tokens__Reuse__Enabled: 'true'
  Tokens__Reuse__LeastLifeLeft: '00:25:00'
  Tokens__Reuse__Capacity: '1000'
}
param cleanUpSchedule = '0 7 */2 * * *'
param cleanUpAlwaysReady = true
param allowedOrigins = ['https://app.example.com']
param identityStoreSku = 'Standard_GZRS'
param privateNetwork = true
param rollingUpdates = true
param platformAuthenticationClientId = '11111111-1111-1111-1111-111111111111'
param maximumInstanceCount = 100
param httpConcurrency = 32
param alwaysReadyInstances = 2
param alertEmail = 'operators@example.com'
param cleanUpSilence = 'P1D'
