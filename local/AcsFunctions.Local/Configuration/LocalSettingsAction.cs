namespace AcsFunctions.Local.Configuration;

/// <summary>What became of a <c>local.settings.json</c>.</summary>
internal enum LocalSettingsAction
{
    /// <summary>There was none.</summary>
    Written,

    /// <summary>It was ours, and had other settings.</summary>
    WrittenAnew,

    /// <summary>It was ours, with the same settings.</summary>
    AlreadyFits,

    /// <summary>It is somebody else's, or ours and changed since.</summary>
    LeftAlone,
}
