using System.Net.Sockets;

namespace AcsFunctions.Local.Tests;

/// <summary>What is made of a port that is denied, which cannot be had where the tests run as root. That every part asks here, busy ports show.</summary>
public sealed class PortFailureTests
{
    private static readonly SocketException Denied = new((int)SocketError.AccessDenied);

    public static TheoryData<Exception> Denials => [Denied, new IOException("The emulator's", Denied)];

    [Theory]
    [MemberData(nameof(Denials))]
    public void A_port_that_is_denied_is_told_apart_from_one_in_use(Exception failure)
    {
        var refusal = PortFailure.Explain(failure, 80, "the functions host");

        Assert.Equal(
            "Port 80 is denied by the system, so the functions host cannot listen there: those below 1024 need privileges on Unix, and Windows reserves some; choose another port (--port).",
            refusal?.Message);
    }

    [Fact]
    public void What_else_can_fail_is_not_the_ports_fault()
    {
        Assert.Null(PortFailure.Explain(new IOException("The disk is full."), 80, "the ACS emulator"));
        Assert.Null(PortFailure.Explain(new SocketException((int)SocketError.TooManyOpenSockets), 80, "the ACS emulator"));
    }
}
