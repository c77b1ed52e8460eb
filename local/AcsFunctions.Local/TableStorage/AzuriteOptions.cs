namespace AcsFunctions.Local.TableStorage;

/// <summary>How Azurite is installed and run.</summary>
public sealed class AzuriteOptions
{
    /// <value>The port of the table service on 127.0.0.1; 0, the default, takes a free one.</value>
    public int Port { get; init; }

    /// <value>The port of a blob service; 0 takes a free one. Null, the default, runs none.</value>
    public int? BlobPort { get; init; }

    /// <value>The port of a queue service; 0 takes a free one. Null, the default, runs none.</value>
    public int? QueuePort { get; init; }

    /// <value>Where the data are saved, every five seconds and when it stops. Null, the default, keeps them in memory only.</value>
    public string? DataFolder { get; init; }

    /// <value>Where npm installs it. Null, the default, is below <c>artifacts/</c> of this clone, else the user's application data.</value>
    public string? InstallFolder { get; init; }

    /// <value>Told in a sentence when something takes longer than a moment: the first run installs.</value>
    public Action<string>? Progress { get; init; }

    /// <value>The Node.js program; <c>node</c> on the path by default.</value>
    public string Node { get; init; } = "node";

    /// <value>The npm program; <c>npm</c> on the path by default.</value>
    public string Npm { get; init; } = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";

    /// <value>The clock for waits; the system's by default.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
