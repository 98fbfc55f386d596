namespace MeshLens.Alerting.Hosting;

/// <summary>Where people reach the diagnosis pages when nobody says otherwise: the web API's own address.</summary>
internal sealed class LinkBase(Func<Uri?> own)
{
    /// <summary>The page of an edge's diagnosis.</summary>
    /// <param name="told">The address that the operator gave; null for the own one.</param>
    /// <returns>Gives an empty text where nobody knows an address that people could follow.</returns>
    public Func<string, string> Diagnosis(Uri? told)
    {
        var root = (told ?? own())?.AbsoluteUri.TrimEnd('/');
        return edge => root is null ? "" : $"{root}/edges/{Uri.EscapeDataString(edge)}";
    }
}
