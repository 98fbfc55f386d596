using System.Text.Json;
using MeshLens.Api.Configuration;
using MeshLens.Server.Client;
using MeshLens.Server.Output;
using MeshLens.Xds.Dumps;
using MeshLens.Xds.Findings;
using MeshLens.Xds.Model;

namespace MeshLens.Server.Commands;

/// <summary>What rules find in a dump: needs neither server nor control plane.</summary>
internal static class DumpFindings
{
    /// <returns>The exit code.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static int Write(string file, string severity, string? text, OutputFormat format, TextWriter writer, TextWriter errors)
    {
        if (!File.Exists(file))
        {
            errors.WriteLine($"{file} is not there: name a dump, such as what 'istioctl proxy-config all POD -o json' prints.");
            return ExitCodes.Misuse;
        }

        var reading = DumpReader.Read(File.ReadAllText(file));
        if (reading.Problem is { } problem)
        {
            errors.WriteLine($"{file}: {problem}");
            return ExitCodes.Failure;
        }

        var view = ViewOf(reading.Proxy, Path.GetFileName(file));
        var model = ConfigurationModel.Of(reading.Snapshot, view, new(reading.Refused, []));
        var findings = FindingFilter.Of(RuleBook.Judge(model), Enum.Parse<Severity>(severity, ignoreCase: true), text);
        Write(new([.. findings], model.View.Unseen), format, writer);
        return ExitCodes.Success;
    }

    private static ConfigurationView ViewOf(DumpedProxy proxy, string file) => new(
        ViewKind.Dump,
        proxy.Id.Split('~') is [_, _, var name, _] ? $"{file} of {name}" : file,
        "",
        proxy.Region,
        proxy.Zone,
        proxy.Zone.Length > 0 ? [] : ["The dump does not say where the proxy is, so that nothing is said of what crosses zones."]);

    private static void Write(FindingReport report, OutputFormat format, TextWriter writer)
    {
        if (format == OutputFormat.Json)
        {
            writer.WriteLine(JsonSerializer.Serialize(report, ConfigurationTypes.Report));
        }
        else
        {
            FindingsText.Write(report, writer);
        }
    }
}
