namespace MeshLens.Xds.Model.Listeners;

/// <summary>What an HTTP filter does to requests, as far as it concerns their time and fate.</summary>
public enum FilterKind
{
    /// <summary>Nothing that MeshLens knows to cost time.</summary>
    Other,

    /// <summary>Sends requests on; always the last.</summary>
    Router,

    /// <summary>Asks another service whether a request may pass.</summary>
    ExternalAuthorization,

    /// <summary>Shows requests and answers to another service, which may change them.</summary>
    ExternalProcessing,

    /// <summary>Counts requests at another service.</summary>
    GlobalRateLimit,

    /// <summary>Counts requests in the proxy.</summary>
    LocalRateLimit,

    /// <summary>Runs a script.</summary>
    Lua,

    /// <summary>Runs a WebAssembly module.</summary>
    Wasm,

    /// <summary>Checks tokens; keys come from another server.</summary>
    TokenCheck,

    /// <summary>Delays or aborts requests on purpose.</summary>
    Fault,

    /// <summary>Waits for the whole request.</summary>
    Buffer,

    /// <summary>Decides by rules in the proxy.</summary>
    AccessRules,
}
