using AcsFunctions.EndToEnd.Tests.Stack;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AcsFunctions.EndToEnd.Tests.Contract;

/// <summary>A scripted stack that loses patience with nobody: what it waits for, it waits for until it is stopped.</summary>
internal sealed class SilentFixture(SharedAzurite azurite) : ScriptedFixture(azurite)
{
    private int begun;

    /// <summary>How many calls have reached the app.</summary>
    public int Begun => Volatile.Read(ref begun);

    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Acs:AttemptTimeout"] = "00:01:00",
        ["Acs:Deadline"] = "00:02:00",
        ["IdentityStore:AttemptTimeout"] = "00:01:00",
    };

    protected override void ConfigureApp(IHostApplicationBuilder builder)
    {
        base.ConfigureApp(builder);
        var clock = (TimeProvider)builder.Services.Last(service => service.ServiceType == typeof(TimeProvider)).ImplementationInstance!;
        builder.Services.AddSingleton<TimeProvider>(new PatientClock(clock));
        ((IFunctionsWorkerApplicationBuilder)builder).UseMiddleware((context, next) =>
        {
            Interlocked.Increment(ref begun);
            return next();
        });
    }

    /// <summary>Shows the time of another clock, and ends no wait.</summary>
    private sealed class PatientClock(TimeProvider clock) : TimeProvider
    {
        public override long TimestampFrequency => clock.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override long GetTimestamp() => clock.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
