namespace AcsFunctions.AcsEmulator.Tool.CommandLine;

internal static class Usage
{
    public static string Text { get; } =
        $"""
        acs-emulator answers as the identity service of Azure Communication Services (ACS) does, on this
        machine: it creates identities, issues and revokes their tokens, and deletes them. Start it, and give
        the connection string that it prints to an ACS identity client in place of your resource's. Tried are
        all clients for JavaScript, and one each for .NET and Python.
        Its tokens are its own: calls and chats of the real service do not accept them.

          acs-emulator [options]

        Where it is
          --port <n>             listen on 127.0.0.1:<n>; 0 takes any free port (default {ToolOptions.DefaultPort})
          --any-address          listen on every address of this machine: for a container; whoever reaches the
                                 port may use it
          --host <name>          the name in the connection string, such as contoso.europe.localhost; it must
                                 resolve to this machine (default 127.0.0.1)
          --tls                  serve https with a certificate made at start
          --certificate <file>   the same, and write the certificate to the file, so that clients can be told
                                 to trust it (Node.js: NODE_EXTRA_CA_CERTS, Python: REQUESTS_CA_BUNDLE)

        What it keeps
          --data <file>          keep identities, revocations and keys in a file over restarts; it holds secrets
          --access-key <base64>  the access key (default: random, or the one kept in --data)
          --resource-id <guid>   the resource (default: random, or the one kept in --data)

        How its tokens look
          --es256                sign with ES256 instead of RS256: many more a second
          --encrypted-tokens     encrypt them, so that a client cannot read when they end
          --location <name>      where they say the data is kept, such as unitedstates or europe

        How it behaves
          --quotas               hold the documented limits per 30 seconds, answering 429
          --no-retry-after       leave Retry-After out of those 429
          --clock-offset <s>     its clock is that many seconds ahead of this machine's; negative: behind
          --require-assignments  the Entra exchanges need an assignment of the principal

          --quiet                no line per call
          --version, --help

        Each option may also be an environment variable: ACS_EMULATOR_ACCESS_KEY=<base64>, ACS_EMULATOR_TLS=true.

        While it runs, http://127.0.0.1:{ToolOptions.DefaultPort}/_emulator/identities shows what it knows, and
        POST /_emulator/faults makes the next calls fail. The README of the package has examples.
        """;
}
