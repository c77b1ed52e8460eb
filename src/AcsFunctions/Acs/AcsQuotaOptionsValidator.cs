using Microsoft.Extensions.Options;

namespace AcsFunctions.Acs;

[OptionsValidator]
internal sealed partial class AcsQuotaOptionsValidator : IValidateOptions<AcsQuotaOptions>;
