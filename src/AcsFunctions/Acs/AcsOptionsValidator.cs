using Microsoft.Extensions.Options;

namespace AcsFunctions.Acs;

[OptionsValidator]
internal sealed partial class AcsOptionsValidator : IValidateOptions<AcsOptions>;
