namespace MeshLens.Lab.Proxies.Sidecars;

/// <summary>How one attempt at an upstream ended.</summary>
internal enum AttemptEnd
{
    Answered,

    /// <summary>The cluster has no endpoint.</summary>
    NoHost,

    /// <summary>More wait for a connection than may.</summary>
    Overflow,

    ConnectFailed,

    /// <summary>The peer closed, or broke, the connection before it answered.</summary>
    Reset,

    TimedOut,

    /// <summary>Whoever asked has gone.</summary>
    CallerLeft,
}
