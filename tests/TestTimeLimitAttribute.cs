using System.Collections.Concurrent;
using System.Reflection;
using Xunit.v3;

[assembly: AcsFunctions.Testing.TestTimeLimit]

namespace AcsFunctions.Testing;

/// <summary>
/// Cancels a test that does not end: it fails with its own name while the others go on. It ends tests that pass on their
/// <see cref="ITestContext.CancellationToken"/>; what ignores it ends with the whole run.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class TestTimeLimitAttribute : Attribute, IBeforeAfterTestAttribute
{
    // Several times what the slowest test takes on a busy machine.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, Timer> timers = new();

    public void Before(MethodInfo methodUnderTest, IXunitTest test)
    {
        // Explicit tests are long by intent.
        if (!test.Explicit)
        {
            var context = TestContext.Current;
            timers[test.UniqueID] = new(_ => context.CancelCurrentTest(), null, Limit, Timeout.InfiniteTimeSpan);
        }
    }

    public void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (timers.TryRemove(test.UniqueID, out var timer))
        {
            timer.Dispose();
        }
    }
}
