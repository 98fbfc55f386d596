using System.Globalization;
using MeshLens.Grains.Mesh;

namespace MeshLens.Server.Output;

/// <summary>What a control plane serves: how many of each type, or each by name.</summary>
internal static class XdsText
{
    public static void Write(ProxyConfigurationView view, bool names, TextWriter writer)
    {
        writer.WriteLine(TerminalText.Clean($"As {view.Proxy}, served by {(view.ServedBy.Length > 0 ? view.ServedBy : "nobody")}"));
        writer.WriteLine();
        var table = new TextTable("TYPE", TextColumn.Number("RESOURCES"));
        foreach (var (type, resources) in view.Resources)
        {
            table.Add(type, resources.Count.ToString(CultureInfo.InvariantCulture));
        }

        table.WriteTo(writer);
        foreach (var (type, resources) in view.Resources.Where(each => names && each.Value.Count > 0))
        {
            writer.WriteLine();
            writer.WriteLine(type);
            foreach (var resource in resources)
            {
                writer.WriteLine(TerminalText.Clean($"  {resource}"));
            }
        }

        foreach (var reason in view.NotSeen)
        {
            writer.WriteLine(TerminalText.Clean($"Not seen: {reason}"));
        }
    }
}
