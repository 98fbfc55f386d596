namespace MeshLens.Alerting.Hosting;

/// <summary>Where people reach the web API when nobody says otherwise: its own address.</summary>
internal sealed class LinkBase(Func<Uri> own)
{
    /// <summary>The page of an edge's diagnosis.</summary>
    /// <param name="told">The address that the operator gave; null for the own one.</param>
    public Func<string, string> Diagnosis(Uri? told)
    {
        var root = (told ?? own()).AbsoluteUri.TrimEnd('/');
        return edge => $"{root}/api/v1/edges/{Uri.EscapeDataString(edge)}/diagnosis";
    }
}
