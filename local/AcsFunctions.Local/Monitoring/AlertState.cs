namespace AcsFunctions.Local.Monitoring;

/// <summary>What an alert of infra/alerts.bicep would do now.</summary>
/// <param name="Query">Its file in infra/queries.</param>
/// <param name="Title">As it would be read in an e-mail.</param>
/// <param name="Severity">0 critical, 1 error, 2 warning.</param>
/// <param name="Rule">When it fires.</param>
/// <param name="Now">What it goes by, at this moment.</param>
/// <param name="Fires">Whether somebody would be told.</param>
internal sealed record AlertState(string Query, string Title, int Severity, string Rule, string Now, bool Fires);
