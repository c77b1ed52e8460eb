// Deploys the app from an address that Azure can read without signing in, as a release of GitHub is.

param siteName string
param packageUri string

resource site 'Microsoft.Web/sites@2025-03-01' existing = {
  name: siteName
}

// The one way for ARM to put a package on Flex Consumption. It is built already.
resource package 'Microsoft.Web/sites/extensions@2025-03-01' = {
  parent: site
  name: 'onedeploy'
  // ARM takes them, and Bicep's types do not know them.
  #disable-next-line BCP187
  properties: {
    packageUri: packageUri
    remoteBuild: false
  }
}
