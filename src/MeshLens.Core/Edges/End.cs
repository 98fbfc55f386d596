using System.Text.Json.Serialization;

namespace MeshLens.Core.Edges;

/// <summary>Which end of a connection saw something.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<End>))]
public enum End : byte
{
    [JsonStringEnumMemberName("client")]
    Client,
    [JsonStringEnumMemberName("server")]
    Server,
}
