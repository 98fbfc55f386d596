namespace MeshLens.Core.Tests.Simulation;

public enum FaultKind
{
    /// <summary>Every packet takes longer, by milliseconds.</summary>
    PathDelay,

    /// <summary>A share of SYNs is lost.</summary>
    SynLoss,

    /// <summary>A share of data packets is lost.</summary>
    DataLoss,

    /// <summary>The handler takes longer, by milliseconds.</summary>
    SlowHandler,

    /// <summary>A share of connects meets a full accept queue.</summary>
    FullAcceptQueue,

    /// <summary>The caller reads late, by milliseconds on average.</summary>
    StarvedCaller,

    /// <summary>No packet gets through.</summary>
    Unreachable,

    /// <summary>Requests wait to be read, by milliseconds on average.</summary>
    Queueing,

    /// <summary>The quota stops the server for so many milliseconds of every hundred.</summary>
    Throttled,

    /// <summary>Nothing listens.</summary>
    Refused,

    /// <summary>A share of the requests waits two seconds for something behind the handler.</summary>
    Waiting,

    /// <summary>Only the first replica's handler takes longer, by milliseconds.</summary>
    SlowReplica,

    /// <summary>Only packets to the first replica take longer, by milliseconds.</summary>
    FarReplica,
}
