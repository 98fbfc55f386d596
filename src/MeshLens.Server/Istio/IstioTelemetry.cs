using System.Globalization;

namespace MeshLens.Server.Istio;

/// <summary>What a user applies so that proxies report: a provider in MeshConfig, and a Telemetry resource that uses it for every request.</summary>
/// <remarks>One provider alone: Istio gives each to requests and connections alike, so two would count everything twice.</remarks>
internal static class IstioTelemetry
{
    private const int TelemetryV1 = 22;

    /// <summary>MeshConfig, as the values of istiod's chart.</summary>
    public static void WriteMeshConfig(TelemetryTarget target, TextWriter writer)
    {
        writer.WriteLine("# MeshConfig, as values of istiod's chart: helm upgrade istiod istio/istiod -n istio-system --reuse-values -f FILE");
        writer.WriteLine("# Lists are replaced: repeat the providers that are already there.");
        foreach (var missing in target.IsOtlp ? LogLabels.Missing(target.Version) : [])
        {
            writer.WriteLine($"# {missing}");
        }

        writer.WriteLine("meshConfig:");
        writer.WriteLine("  extensionProviders:");
        writer.WriteLine($"    - name: {Name(target)}");
        writer.WriteLine($"      {(target.IsOtlp ? "envoyOtelAls" : "envoyHttpAls")}:");
        writer.WriteLine($"        service: {Quote(target.Service)}");
        writer.WriteLine($"        port: {target.Port.ToString(CultureInfo.InvariantCulture)}");
        writer.WriteLine("        logName: meshlens");
        if (target.IsOtlp)
        {
            WriteFormat(writer, target.Version);
        }
    }

    /// <summary>The Telemetry resource.</summary>
    public static void WriteResources(TelemetryTarget target, TextWriter writer)
    {
        writer.WriteLine("# Every request and connection of the mesh is logged to MeshLens: no filter, no sampling. kubectl apply -f FILE");
        writer.WriteLine("# With it, MeshConfig's accessLogFile is no longer used: to keep that log, name its provider here, too (- name: envoy).");
        writer.WriteLine($"apiVersion: telemetry.istio.io/{(target.Version.Minor < TelemetryV1 ? "v1alpha1" : "v1")}");
        writer.WriteLine("kind: Telemetry");
        writer.WriteLine("metadata:");
        writer.WriteLine("  name: meshlens");
        writer.WriteLine($"  namespace: {Quote(target.Namespace)}");
        writer.WriteLine("spec:");
        writer.WriteLine("  accessLogging:");
        writer.WriteLine("    - providers:");
        writer.WriteLine($"        - name: {Name(target)}");
    }

    private static void WriteFormat(TextWriter writer, IstioVersion version)
    {
        writer.WriteLine("        logFormat:");
        writer.WriteLine("          # The labels say it all; without a text of its own the log would have Istio's, paths included.");
        writer.WriteLine("          text: \"-\"");
        writer.WriteLine("          labels:");
        foreach (var (name, command) in LogLabels.For(version))
        {
            writer.WriteLine($"            {name}: {Quote(command)}");
        }
    }

    private static string Name(TelemetryTarget target) => target.IsOtlp ? "meshlens-otlp" : "meshlens-als";

    private static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
