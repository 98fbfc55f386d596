using System.Text.Json.Serialization.Metadata;
using MeshLens.Api.Configuration;
using MeshLens.Xds.Model;

namespace MeshLens.Server.Client;

/// <summary>How the API's answers about configuration are read.</summary>
internal static class ConfigurationTypes
{
    public static JsonTypeInfo<FindingReport> Report => (JsonTypeInfo<FindingReport>)ConfigurationJson.Options.GetTypeInfo(typeof(FindingReport));

    public static JsonTypeInfo<EdgeConfiguration> Edge => (JsonTypeInfo<EdgeConfiguration>)ConfigurationJson.Options.GetTypeInfo(typeof(EdgeConfiguration));
}
