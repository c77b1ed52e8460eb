using AcsFunctions.Local.Tests.CommandLine;

namespace AcsFunctions.Local.Tests.TableStorage;

/// <summary>A program that stands in for node or npm.</summary>
internal static class ShellProgram
{
    public static async Task<string> WriteAsync(string path, string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in is a shell script: run this test on Linux, on a Mac or in WSL.");
        // Not by this process: a program that it starts meanwhile would hold the file open for a moment, and such a file cannot be run.
        await Shell.RunAsync($"cat > '{path}' <<'END'\n#!/bin/sh\n{script}\nEND\nchmod +x '{path}'");
        return path;
    }
}
