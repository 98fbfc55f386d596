namespace MeshLens.Server.Commands;

/// <summary>The filters, order and page of <c>meshlens edges</c> as the API's query string.</summary>
internal static class EdgeQueryString
{
    /// <summary>Of parameters by name; those without a value are left to the server.</summary>
    public static string Of(params (string Name, string? Value)[] parameters) => "?" + string.Join(
        '&',
        from parameter in parameters
        where !string.IsNullOrEmpty(parameter.Value)
        select $"{parameter.Name}={Uri.EscapeDataString(parameter.Value!)}");
}
