namespace MeshLens.Xds.Model.Routes;

/// <summary>What a route does with a request.</summary>
public enum RouteActionKind
{
    /// <summary>Sends it on.</summary>
    Forward,

    /// <summary>Answers with a redirect.</summary>
    Redirect,

    /// <summary>Answers itself.</summary>
    Respond,

    /// <summary>Leaves it to a filter.</summary>
    Other,
}
