// One page: tokens, identities, refusals, clean-up, latency.

param location string
param tags object
param workspaceId string

var tiles = [
  { title: 'Tokens issued', chart: 'timechart', query: loadTextContent('queries/tokens-issued.kql') }
  {
    title: 'Identities created, adopted, deleted and revoked'
    chart: 'barchart'
    query: loadTextContent('queries/identities.kql')
  }
  { title: 'Refused requests', chart: 'table', query: loadTextContent('queries/refusals.kql') }
  { title: 'Refused callers', chart: 'table', query: loadTextContent('queries/refused-callers.kql') }
  { title: 'Refused by ACS', chart: 'barchart', query: loadTextContent('queries/acs-refusals.kql') }
  { title: 'Who did what', chart: 'table', query: loadTextContent('queries/actors.kql') }
  { title: 'Clean-up', chart: 'table', query: loadTextContent('queries/clean-up.kql') }
  { title: 'Latency in milliseconds', chart: 'table', query: loadTextContent('queries/latency.kql') }
]

var timeRange = {
  type: 9
  content: {
    version: 'KqlParameterItem/1.0'
    style: 'pills'
    parameters: [
      {
        name: 'TimeRange'
        label: 'Time'
        version: 'KqlParameterItem/1.0'
        type: 4
        isRequired: true
        value: { durationMs: 86400000 }
        typeSettings: {
          selectableValues: [
            { durationMs: 3600000 }
            { durationMs: 86400000 }
            { durationMs: 604800000 }
            { durationMs: 2592000000 }
          ]
        }
      }
    ]
  }
  name: 'time'
}

var queryItems = map(tiles, tile => {
  type: 3
  content: {
    version: 'KqlItem/1.0'
    title: tile.title
    query: tile.query
    size: 0
    timeContextFromParameter: 'TimeRange'
    queryType: 0
    resourceType: 'microsoft.operationalinsights/workspaces'
    visualization: tile.chart
  }
  name: tile.title
})

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(workspaceId, 'acs-functions')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'AcsFunctions'
    category: 'workbook'
    version: '1.0'
    sourceId: workspaceId
    serializedData: string({
      version: 'Notebook/1.0'
      items: concat([timeRange], queryItems)
      fallbackResourceIds: [workspaceId]
    })
  }
}
