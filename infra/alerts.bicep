// What wakes somebody. docs/operations.md says what to do on each.

param location string
param tags object
param workspaceId string

@description('Where alerts go; empty creates the rules without anybody to tell.')
param email string

@description('ISO 8601: a clean-up that has not ended for this long is an alert. Longer than the schedule\'s interval.')
param cleanUpSilence string

// Severity: 0 critical, 1 error, 2 warning.
// A window is longer than the time between evaluations, because telemetry arrives minutes late. What several of them see is one alert:
// a rule that has fired is silent until it is resolved.
var rules = [
  {
    name: 'acs-denied'
    title: 'ACS denies this service'
    severity: 0
    query: loadTextContent('queries/alert-acs-denied.kql')
    every: 'PT5M'
    window: 'PT15M'
  }
  {
    name: 'identity-unrecorded'
    title: 'An ACS identity may be recorded nowhere'
    severity: 1
    query: loadTextContent('queries/alert-identity-unrecorded.kql')
    every: 'PT15M'
    window: 'PT1H'
  }
  {
    name: 'server-errors'
    title: 'More than 5% of requests fail'
    severity: 1
    query: loadTextContent('queries/alert-server-errors.kql')
    every: 'PT5M'
    window: 'PT15M'
  }
  {
    name: 'acs-throttled'
    title: 'ACS throttles this service'
    severity: 2
    query: loadTextContent('queries/alert-acs-throttled.kql')
    every: 'PT5M'
    window: 'PT15M'
  }
  {
    name: 'clean-up-failing'
    title: 'The clean-up fails run after run'
    severity: 2
    query: loadTextContent('queries/alert-clean-up-failing.kql')
    every: 'PT1H'
    window: 'P1D'
  }
  {
    name: 'clean-up-silent'
    title: 'The clean-up does not run'
    severity: 2
    query: loadTextContent('queries/alert-clean-up-silent.kql')
    every: 'PT1H'
    window: cleanUpSilence
  }
  {
    name: 'unfinished-ageing'
    title: 'Promised revocations or deletions are not carried out'
    severity: 1
    query: loadTextContent('queries/alert-unfinished-ageing.kql')
    every: 'PT1H'
    window: 'P1D'
  }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(email)) {
  name: 'acs-functions'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'AcsFunctions'
    emailReceivers: [
      {
        name: 'operators'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

resource alerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in rules: {
    name: rule.name
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: rule.title
      enabled: true
      severity: rule.severity
      scopes: [workspaceId]
      evaluationFrequency: rule.every
      windowSize: rule.window
      autoMitigate: true
      // The tables come into being with the first telemetry, after this deployment.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            // Each query answers rows only when something is wrong.
            query: rule.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: empty(email) ? [] : [people.id] }
    }
  }
]
