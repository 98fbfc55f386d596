using System.Text.Json.Serialization;

namespace MeshLens.Core.Snapshots;

/// <summary>What an HTTP filter does to a request's time and fate. The numbers are stored: never reuse or renumber one.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ConfiguredFilterKind>))]
public enum ConfiguredFilterKind : byte
{
    /// <summary>Asks another service whether a request may pass.</summary>
    [JsonStringEnumMemberName("external-authorization")]
    ExternalAuthorization = 1,

    /// <summary>Shows requests and answers to another service.</summary>
    [JsonStringEnumMemberName("external-processing")]
    ExternalProcessing = 2,

    /// <summary>Counts requests at another service.</summary>
    [JsonStringEnumMemberName("global-rate-limit")]
    GlobalRateLimit = 3,

    /// <summary>Counts requests in the proxy.</summary>
    [JsonStringEnumMemberName("local-rate-limit")]
    LocalRateLimit = 4,

    /// <summary>Runs a script.</summary>
    [JsonStringEnumMemberName("lua")]
    Lua = 5,

    /// <summary>Runs a WebAssembly module.</summary>
    [JsonStringEnumMemberName("wasm")]
    Wasm = 6,

    /// <summary>Checks tokens; keys come from another server.</summary>
    [JsonStringEnumMemberName("token-check")]
    TokenCheck = 7,

    /// <summary>Waits for the whole request.</summary>
    [JsonStringEnumMemberName("buffer")]
    Buffer = 8,
}
