namespace AcsFunctions.Client.Models;

/// <summary>How far the end of tokens or of an identity has come. The user's sessions at the service have ended in both cases.</summary>
public enum Completion
{
    /// <summary>Carried out at ACS.</summary>
    Done,

    /// <summary>Recorded; ACS could not be reached, and the service carries on by itself.</summary>
    Accepted,
}
