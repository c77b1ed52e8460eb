namespace AcsFunctions.AcsEmulator.Tool;

internal static class Usage
{
    public static string Text { get; } =
        $"""
        acs-emulator: the Azure Communication Services Identity REST API on this machine.

          --port <n>             listen on 127.0.0.1:<n>; 0 takes any free port (default {ToolOptions.DefaultPort})
          --data <file>          keep identities, revocations and keys in a file over restarts; it holds secrets
          --access-key <base64>  the access key (default: random, or the one kept in --data)
          --resource-id <guid>   the resource (default: random, or the one kept in --data)
          --tls                  serve https with a certificate made at start
          --certificate <file>   the same, and write the certificate there, so that clients can be told to trust it
          --es256                sign tokens with ES256 instead of RS256: many more a second
          --quotas               hold the documented limits per 30 seconds, answering 429
          --no-retry-after       leave Retry-After out of those 429
          --require-assignments  the Entra exchanges need an assignment of the principal
          --quiet                no line per call
          --version, --help
        """;
}
