using AcsFunctions.AcsEmulator.Identities;
using AcsFunctions.AcsEmulator.Protocol;

namespace AcsFunctions.AcsEmulator.Hosting;

/// <summary>Names what a call is about in a log line. A path may hold anything, even a token sent to the wrong place: long segments are cut.</summary>
internal static class CallSubject
{
    private const int LongestSegment = 32;

    public static string Of(Route route, AcsRequest request)
    {
        if (route.Operation == AcsOperation.Unknown)
        {
            return $"{Cut(request.Method)} {string.Join('/', request.Path.Split('/').Take(8).Select(Cut))}";
        }

        return IdentityId.IsWellFormed(route.Id) ? route.Id : route.Id.Length == 0 ? "-" : Cut(route.Id);
    }

    private static string Cut(string text)
    {
        var visible = string.Concat(text.Select(static character => character is > ' ' and <= '~' ? character : '?'));
        return visible.Length <= LongestSegment ? visible : $"{visible[..8]}...";
    }
}
