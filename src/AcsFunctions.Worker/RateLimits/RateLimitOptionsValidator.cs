using Microsoft.Extensions.Options;

namespace AcsFunctions.Worker.RateLimits;

[OptionsValidator]
internal sealed partial class RateLimitOptionsValidator : IValidateOptions<RateLimitOptions>;
