import { byId } from "./dom.js";
import { bindFrontEnd } from "./frontEnd.js";
import { bindMonitoring } from "./monitoring.js";
import { bindOperator } from "./operator.js";
import { bindTabs } from "./tabs.js";

bindTabs(byId("tabs"));
bindFrontEnd();
bindOperator();
bindMonitoring();
