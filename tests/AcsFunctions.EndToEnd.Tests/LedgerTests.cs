using AcsFunctions.Soak.Verdict;

namespace AcsFunctions.EndToEnd.Tests;

/// <summary>How the soak tells an excusable loss from one that is not.</summary>
public sealed class LedgerTests
{
    private readonly CreateLedger ledger = new();

    [Theory]
    [InlineData(nameof(Loss.AnswerLost), "asked op")]
    [InlineData(nameof(Loss.Killed), "asked op", "answered op 8:acs:x")]
    [InlineData(nameof(Loss.NeverRecorded), "asked op", "answered op 8:acs:x", "ended op")]
    [InlineData(nameof(Loss.Forgotten), "asked op", "answered op 8:acs:x", "recorded 8:acs:x")]
    [InlineData(nameof(Loss.Forgotten), "asked op", "answered op 8:acs:x", "recorded 8:acs:x", "ended op")]
    [InlineData(nameof(Loss.Killed), "asked op", "answered op 8:acs:x", "ended another")]
    public void A_loss_is_judged_by_the_last_that_a_process_said_of_it(string loss, params string[] said)
    {
        foreach (var line in said)
        {
            ledger.Read($"witness {line} .");
        }

        Assert.Equal(loss, ledger.LossOf("8:acs:x").ToString());
    }

    [Fact]
    public void A_line_that_a_kill_cut_off_says_nothing()
    {
        ledger.Read("witness asked op .");
        ledger.Read("witness answered op 8:acs:x");

        Assert.Equal((1, 0, Loss.AnswerLost), (ledger.Asked, ledger.Answered, ledger.LossOf("8:acs:x")));
    }

    [Fact]
    public void What_the_log_names_is_not_lost_in_silence()
    {
        ledger.Read("witness answered op 8:acs:x .");
        ledger.Read("witness ended op .");
        ledger.Read("crit: AcsFunctions.Identities.IdentityRegistry[1003] Identity 8:acs:x of user 00 may be recorded nowhere");

        Assert.Equal(Loss.NamedInLog, ledger.LossOf("8:acs:x"));
    }
}
