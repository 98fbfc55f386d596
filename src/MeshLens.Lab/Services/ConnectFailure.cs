namespace MeshLens.Lab.Services;

/// <summary>The errno of a failed connect, as an outcome.</summary>
internal static class ConnectFailure
{
    private const int NetworkUnreachable = 101;
    private const int TimedOut = 110;
    private const int Refused = 111;
    private const int HostUnreachable = 113;

    public static CallOutcome Of(int errno) => errno switch
    {
        TimedOut => CallOutcome.ConnectTimedOut,
        Refused => CallOutcome.Refused,
        NetworkUnreachable or HostUnreachable => CallOutcome.Unreachable,
        _ => CallOutcome.ConnectFailed,
    };
}
