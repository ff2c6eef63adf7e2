/** What the rep sees in Outlook and Google: the words of Lightning Sync, so that reps who come from there find their folder. */
export const folderName = 'Salesforce_Sync';
export const groupName = 'Salesforce Sync';
export const keepOutName = "Don't Sync with Salesforce";
