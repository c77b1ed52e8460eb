// Every setting of the app that a deployment may choose; what is not set here has the default that the code gives it.
// Left out on purpose: connection strings (this deployment has no keys) and IdentityStore:CreateTable (the template creates the table).

@export()
@sealed()
@description('App settings as the app reads them, with __ for : because Linux allows no colon in a setting. Times are d.hh:mm:ss.')
type AppSettings = {
  @description('How long one attempt of a call to ACS may take. 1 to 60 seconds, default 00:00:10.')
  Acs__AttemptTimeout: string?
  @description('How many times a call to ACS that may be repeated is sent again. 0 to 5, default 2.')
  Acs__Retries: string?
  @description('The longest Retry-After of ACS that the app sits out itself. 0 to 10 seconds, default 00:00:01.')
  Acs__LongestThrottleWait: string?
  @description('How long a call to ACS may take in all. 1 second to 2 minutes, default 00:00:15.')
  Acs__Deadline: string?
  @description('How long a call to ACS waits for its turn within the quota. 0 to 30 seconds, default 00:00:02.')
  Acs__LongestQueueTime: string?
  @description('How many calls to ACS an instance has under way at once. 1 to 1,000, default 100.')
  Acs__MaxConcurrentCalls: string?
  @description('The time that ACS counts calls over. 1 second to 5 minutes, default 00:00:30.')
  Acs__Quota__Window: string?
  @description('Tokens that all instances together have issued in any window. 1 to 100,000, default 1,000.')
  Acs__Quota__Tokens: string?
  @description('Identities that all instances together create with a token in any window. 1 to 100,000, default 1,000.')
  Acs__Quota__CreationsWithToken: string?
  @description('Identities that all instances together create without a token in any window. 1 to 100,000, default 1,000.')
  Acs__Quota__Creations: string?
  @description('Revocations of all instances together in any window. 1 to 100,000, default 500.')
  Acs__Quota__Revocations: string?
  @description('Deletions of all instances together in any window. 1 to 100,000, default 500.')
  Acs__Quota__Deletions: string?
  @description('Teams tokens that all instances together exchange in any window. 1 to 100,000, default 500.')
  Acs__Quota__TeamsExchanges: string?

  @description('true: the app takes the caller from App Service Authentication where the platform says that it is on. Default false.')
  Authentication__AppService__Enabled: string?
  @description('What begins the user ids of App Service Authentication; it must never change.')
  Authentication__AppService__Alias: string?
  @description('The one identity provider whose users are accepted. Default aad.')
  Authentication__AppService__Provider: string?
  @description('The claims that make the user id, separated by spaces. Default: tid oid.')
  Authentication__AppService__UserIdClaims: string?
  @description('The scope that a user\'s principal must carry; none is asked for without it.')
  Authentication__AppService__RequiredScope: string?
  @description('The role that lets a principal act for any user; none does without it.')
  Authentication__AppService__AdminRole: string?
  @description('How far the clocks of issuers may be from ours, for nbf and exp. 0 to 5 minutes, default 00:00:30.')
  Authentication__ClockSkew: string?
  @description('The one header that carries the token. Default Authorization.')
  Authentication__Header: string?
  @description('Aliases of no issuer that back-ends use in user ids, separated by spaces.')
  Authentication__OtherAliases: string?
  @description('true: the header WWW-Authenticate says why a caller is refused. For development. Default false.')
  Authentication__DescribeRefusals: string?

  @description('How long an identity may go without a token before it is deleted; empty turns that off. 2 to 3650 days, default 90.00:00:00.')
  CleanUp__StaleAfter: string?
  @description('true: the clean-up counts and logs, and changes nothing. Default false.')
  CleanUp__DryRun: string?
  @description('The most calls to ACS a second. 0.1 to 8, default 8: half of the quota for deletions.')
  CleanUp__CallsPerSecond: string?
  @description('How many rows are worked on at once. 1 to 64, default 8.')
  CleanUp__Concurrency: string?
  @description('How many rows a run works on at most. 1 to 1,000,000, default 10,000.')
  CleanUp__MaxRowsPerRun: string?
  @description('How long a run may take. 1 second to 9 minutes, default 00:05:00.')
  CleanUp__Deadline: string?

  @description('true: serves the routes of ACS samples. Default false.')
  Compatibility__Enabled: string?

  @description('The scopes that a guest\'s token may have, separated by spaces. Default: chat.join.limited voip.join.')
  Guests__AllowedScopes: string?
  @description('The longest life of a guest\'s token, in minutes. 60 to 1440, default 60.')
  Guests__MaxExpiresInMinutes: string?
  @description('How long a guest stays, in minutes. 5 to 43,200, default 120.')
  Guests__DeleteAfterMinutes: string?
  @description('The longest stay that a request may ask for, in minutes. 5 to 43,200, default 1440.')
  Guests__MaxDeleteAfterMinutes: string?

  @description('How many users an instance remembers the identity of. 0 to 1,000,000, default 10,000.')
  Identities__RememberedIdentities: string?
  @description('How far the recorded time of a last token may lag. 1 hour to 7 days, default 1.00:00:00.')
  Identities__TouchInterval: string?
  @description('What to do when ACS no longer knows an identity: Fail or Recreate. Default Fail.')
  Identities__WhenMissingAtAcs: 'Fail' | 'Recreate' | null
  @description('The oldest credential that is accepted. 5 minutes to 30 days, default 1.00:00:00.')
  Identities__MaxCredentialAge: string?
  @description('How long ago a user may have signed in, where the credential says so. 5 minutes to 400 days, default 90.00:00:00.')
  Identities__MaxSessionAge: string?
  @description('How much later than a revocation a credential must be issued. 0 to 5 minutes, default 00:00:05.')
  Identities__RevocationTolerance: string?

  @description('true: the user id is kept in clear beside its hash. Default true.')
  IdentityStore__StoreUserId: string?
  @description('How long one attempt of a storage request may take. 1 to 60 seconds, default 00:00:05.')
  IdentityStore__AttemptTimeout: string?
  @description('How many times a storage request that may be repeated is sent again. 0 to 5, default 2.')
  IdentityStore__Retries: string?

  @description('Where telemetry is sent by OTLP, such as http://collector.example:4317. Nowhere by default.')
  OTEL_EXPORTER_OTLP_ENDPOINT: string?
  @description('grpc, or http/protobuf for a collector that takes HTTP. Default grpc.')
  OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' | 'http/protobuf' | null
  @description('The name of the service in telemetry. Default: the name of the function app.')
  OTEL_SERVICE_NAME: string?
  @description('Which traces are sent to Azure Monitor: by their number in a second, or by their share. Default: all.')
  OTEL_TRACES_SAMPLER: 'microsoft.rate_limited' | 'microsoft.fixed_percentage' | null
  @description('The number in a second, or the share from 0 to 1, that OTEL_TRACES_SAMPLER asks for.')
  OTEL_TRACES_SAMPLER_ARG: string?

  @description('How many token requests of one user an instance serves in a minute. 1 to 6000, default 60.')
  RateLimits__TokensPerMinute: string?
  @description('How many token requests of one user may come at once. 1 to 1000, default 60.')
  RateLimits__TokenBurst: string?

  @description('The Entra application that Teams users\' tokens are issued to; without it the Teams exchange is off.')
  Teams__ClientId: string?

  @description('The scopes that may be asked for, separated by spaces. Default: chat voip.')
  Tokens__AllowedScopes: string?
  @description('The life of a token whose request names none, in minutes. 60 to 1440, default 60.')
  Tokens__ExpiresInMinutes: string?
  @description('The longest life that a request may ask for, in minutes. 60 to 1440, default 1440.')
  Tokens__MaxExpiresInMinutes: string?
  @description('true: a token may be handed out again to the same user. Default false.')
  Tokens__Reuse__Enabled: string?
  @description('How long a token that is handed out again must still live. 16 to 55 minutes, default 00:20:00.')
  Tokens__Reuse__LeastLifeLeft: string?
  @description('How many tokens an instance keeps. 100 to 1,000,000, default 5,000.')
  Tokens__Reuse__Capacity: string?
}

@export()
@sealed()
@description('An OpenID Connect issuer of access tokens for this API.')
type Issuer = {
  @minLength(1)
  @description('Where /.well-known/openid-configuration is found.')
  Authority: string
  @description('The audiences of which tokens must name one, separated by spaces: this API. Needed unless ClientIds is set.')
  Audience: string?
  @description('Cognito: the clients whose access tokens are accepted without an audience, separated by spaces.')
  ClientIds: string?
  @description('Entra: the tenants whose users are accepted, as lower-case GUIDs separated by spaces. Needed where the authority is common or organizations.')
  Tenants: string?
  @minLength(1)
  @description('The claims that make the user id, separated by spaces. Entra: tid oid.')
  UserIdClaims: string
  @description('The scope that a user\'s token must carry. Needed unless AcceptIdTokens is true.')
  RequiredScope: string?
  @description('The role that lets a token act for any user; none does without it.')
  AdminRole: string?
  @description('true: a user\'s token must say when the user signed in (auth_time). Default false.')
  RequireAuthTime: string?
  @description('true: ID tokens are what the apps send (Firebase). Default false.')
  AcceptIdTokens: string?
  @description('true: users of Firebase\'s anonymous sign-in count. Default false.')
  AllowAnonymousSignIns: string?
}

@export()
@description('Issuers by alias. The alias begins every user id of the issuer: it must never change.')
type Issuers = {
  *: Issuer
}

@export()
@description('The app settings that stand for the issuers.')
func issuerSettings(issuers { *: { *: string } }) object =>
  toObject(
    flatten(map(
      items(issuers),
      issuer =>
        map(items(issuer.value), property => {
          // On Linux a setting's name is letters, digits, periods and underscores, so a hyphen would be lost.
          name: indexOf(issuer.key, '-') >= 0
            ? fail('An alias of an issuer must be made of lower-case letters, digits and underscores here: an app setting on Linux cannot carry a hyphen.')
            : 'Authentication__Issuers__${issuer.key}__${property.key}'
          value: property.value
        })
    )),
    setting => setting.name,
    setting => setting.value
  )

@export()
@description('The value, or the other one where it is empty: a variable that is set to nothing is not set.')
func orElse(value string, other string) string => empty(value) ? other : value

@export()
@description('What is separated by spaces.')
func words(text string) string[] => filter(split(text, ' '), word => !empty(word))

@export()
@description('One issuer, as a form or the environment names it; none without an authority.')
func issuerOf(
  authority string,
  audience string,
  alias string,
  userIdClaims string,
  requiredScope string,
  adminRole string,
  tenants string,
  requireAuthTime string
) Issuers =>
  empty(authority)
    ? {}
    : {
        '${orElse(alias, 'entra')}': union(
          {
            Authority: authority
            Audience: audience
            UserIdClaims: orElse(userIdClaims, 'tid oid')
            RequiredScope: orElse(requiredScope, 'access_as_user')
          },
          empty(adminRole) ? {} : { AdminRole: adminRole },
          empty(tenants) ? {} : { Tenants: tenants },
          empty(requireAuthTime) ? {} : { RequireAuthTime: requireAuthTime }
        )
      }
