using System.Text.Json.Serialization;

namespace MeshLens.Kubernetes.Watching;

/// <summary>Whether what is known of one kind of object is kept up to date.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WatchState>))]
public enum WatchState
{
    /// <summary>Not read yet.</summary>
    [JsonStringEnumMemberName("connecting")]
    Connecting,

    /// <summary>Read, and changes are told.</summary>
    [JsonStringEnumMemberName("live")]
    Live,

    /// <summary>Read once, but nothing is heard: what is known stays, and ages.</summary>
    [JsonStringEnumMemberName("stale")]
    Stale,
}
