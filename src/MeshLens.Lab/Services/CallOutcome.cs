namespace MeshLens.Lab.Services;

/// <summary>How a call ended, as the caller saw it.</summary>
internal enum CallOutcome
{
    Ok,
    ConnectTimedOut,
    Refused,
    Unreachable,
    ConnectFailed,
    ResponseTimedOut,
    ConnectionLost,
    ErrorStatus,
}
