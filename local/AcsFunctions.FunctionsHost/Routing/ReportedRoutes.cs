using Microsoft.AspNetCore.Routing;

namespace AcsFunctions.FunctionsHost.Routing;

/// <summary>The functions' routes, which are known only once a worker has reported its functions.</summary>
internal sealed class ReportedRoutes(HostState state) : IRouter
{
    public Task RouteAsync(RouteContext context) => state.Served?.Routes.RouteAsync(context) ?? Task.CompletedTask;

    public VirtualPathData? GetVirtualPath(VirtualPathContext context) => state.Served?.Routes.GetVirtualPath(context);
}
