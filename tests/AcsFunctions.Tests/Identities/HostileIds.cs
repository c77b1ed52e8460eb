namespace AcsFunctions.Tests.Identities;

/// <summary>Ids that break careless keys, filters and comparisons.</summary>
public static class HostileIds
{
    public static TheoryData<string> All =>
    [
        "entra|' or PartitionKey ge '",
        "entra|''",
        "a/b\\c#d?e",
        "~",
        "/leading",
        "..",
        "100%25",
        "user-0000",
        "+ &=;:@,$!*()[]{}<>|\"`^",
        " ",
        "Zoë",
        "Zoe\u0308",
        "\ud83d\ude00\u200d",
        "\u202eevil",
        "\u4e2d\u6587",
        "\ufffd",
        new string('x', 256),
    ];
}
