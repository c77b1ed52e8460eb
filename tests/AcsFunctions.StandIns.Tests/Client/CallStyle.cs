namespace AcsFunctions.StandIns.Tests.Client;

public enum CallStyle
{
    Synchronous,
    Asynchronous,
}
